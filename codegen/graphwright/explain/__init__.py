"""`graphwright explain`: what the engine makes of an operation."""
