"""Missing resolver methods, written into the bindings of a project.

protocols of the generated package -> the classes that stand for them -> what those lack -> edits

What a person wrote stays: only methods, classes and imports are added.
"""

from __future__ import annotations
