"""Audnexus: audiobook facts by ASIN."""
