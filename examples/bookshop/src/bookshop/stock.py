"""What a new shop begins with."""

from __future__ import annotations

from decimal import Decimal

AUTHORS = [
    {"id": 1, "name": "Mary Shelley"},
    {"id": 2, "name": "Jules Verne"},
    {"id": 3, "name": "Jane Austen"},
]

BOOKS = [
    {"id": 1, "title": "Frankenstein", "year": 1818, "author_id": 1},
    {"id": 2, "title": "The Last Man", "year": 1826, "author_id": 1},
    {"id": 3, "title": "The Mysterious Island", "year": 1875, "author_id": 2},
    {"id": 4, "title": "Around the World in Eighty Days", "year": 1872, "author_id": 2},
    {"id": 5, "title": "Mansfield Park", "year": 1814, "author_id": 3},
    {"id": 6, "title": "Persuasion", "year": 1817, "author_id": 3},
]

for book in BOOKS:
    book |= {"price": Decimal("12.50"), "stock": 3}
