"""Simulator of the tracker's web site: three hosts, one session, one account."""
