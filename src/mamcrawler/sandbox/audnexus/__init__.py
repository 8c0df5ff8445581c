"""Simulator of Audnexus over the world's recordings."""
