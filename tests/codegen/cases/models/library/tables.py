"""Mapped classes."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """What all tables have."""


class Person(Base):
    """A row that is not what the API shows as an author."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)


class Shelf(Base):
    """Where books stand."""

    __tablename__ = "shelves"

    id: Mapped[int] = mapped_column(primary_key=True)
    tags: Mapped[list[str]] = mapped_column(JSON)


class Book(Base):
    """What stands there."""

    __tablename__ = "books"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    subtitle: Mapped[str | None]
    pages = Column(Integer, nullable=False)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    author: Mapped[Person] = relationship()
    shelf_id: Mapped[int] = mapped_column(ForeignKey("shelves.id"))
    shelf: Mapped[Shelf] = relationship(lazy="joined")

    @hybrid_property
    def label(self) -> str:
        """Made from the title."""
        return self.title.upper()
