"""Another class of the same name."""


class Basket:
    """Something else."""
