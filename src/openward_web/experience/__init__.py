"""How it was for the person: our own questions, and the scores of questionnaires of others."""
