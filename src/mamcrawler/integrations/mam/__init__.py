"""MyAnonamouse by its documented endpoints and an API session."""
