"""The proofs of files by their type: `SUFFIXES` and `prove(data, name, about, facts)`, found by walking this folder."""
