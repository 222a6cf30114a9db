"""SDL files to a GraphQLSchema; every file stays its own Source, so that places survive."""

from __future__ import annotations
