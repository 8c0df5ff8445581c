"""Clients of the remotes; each knows its remote and nothing else."""
