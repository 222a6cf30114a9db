"""The operation that all servers answer: a page of kernels with the plain data of the contract."""

from __future__ import annotations

import json

from tests.benchmarks.engine.contract import NODE

OPERATION = f"""
query Kernels($first: Int) {{
  adminKernelsV2(first: $first) {{
    pageInfo {{ hasNextPage hasPreviousPage }}
    edges {{
      node {{
{NODE}
      }}
    }}
  }}
}}
"""


def request_body(size: int) -> bytes:
    """The body of a request for a page of this size."""
    return json.dumps({"query": OPERATION, "variables": {"first": size}}).encode()
