"""The tables of the shop."""

from __future__ import annotations

from decimal import Decimal

from graphwright.runtime.sql import ExactDecimal
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """All tables."""


class AuthorRow(Base):
    """Somebody who writes."""

    __tablename__ = "authors"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class BookRow(Base):
    """A book, and how many copies of it are left."""

    __tablename__ = "books"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    year: Mapped[int] = mapped_column(index=True)
    price: Mapped[Decimal] = mapped_column(ExactDecimal())
    stock: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"), index=True)


class OrderRow(Base):
    """An order of copies of a book."""

    __tablename__ = "orders"

    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("books.id"))
    copies: Mapped[int]
