"""The ledger's arithmetic: canonical bytes, hashes, trees, proofs, encryption. No database."""
