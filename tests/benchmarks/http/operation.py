"""The operation that all servers answer: a page of kernels with the plain data of the contract."""

from __future__ import annotations

import json

OPERATION = """
query Kernels($first: Int) {
  adminKernelsV2(first: $first) {
    pageInfo { hasNextPage hasPreviousPage }
    edges {
      node {
        id
        startupCommand
        sessionInfo { sessionId creationId name sessionType }
        userInfo { userId accessKey domainName groupId }
        network {
          servicePorts { entries { name protocol containerPorts hostPorts isInference } }
          preopenPorts
        }
        cluster { clusterRole clusterIdx localRank clusterHostname }
        resource {
          agentId
          resourceGroupName
          containerId
          allocation {
            requested { entries { resourceType quantity } }
            used { entries { resourceType quantity } }
          }
          shares { entries { resourceType quantity } }
          resourceOpts { entries { name value } }
        }
        lifecycle { status result createdAt terminatedAt startsAt }
      }
    }
  }
}
"""


def request_body(size: int) -> bytes:
    """The body of a request for a page of this size."""
    return json.dumps({"query": OPERATION, "variables": {"first": size}}).encode()
