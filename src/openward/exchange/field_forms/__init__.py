"""Instruments on places for telephones, other systems and paper; and what comes back from them."""
