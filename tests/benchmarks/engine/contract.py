"""The plain data fields of the contract, and the operation that asks for all of them."""

from __future__ import annotations

SDL = """
scalar DateTime
scalar Decimal
enum SessionType { INTERACTIVE BATCH INFERENCE }
enum SessionResult { UNDEFINED SUCCESS FAILURE }
enum ServicePortProtocol { HTTP TCP PREOPEN }
enum KernelStatus { PENDING PREPARING RUNNING TERMINATED ERROR }
type Query { kernels(first: Int): KernelConnection }
type KernelConnection { count: Int! pageInfo: PageInfo! edges: [KernelEdge!]! }
type KernelEdge { cursor: String! node: Kernel! }
type PageInfo {
  hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String
}
type Kernel {
  id: ID! startupCommand: String sessionInfo: SessionInfo! userInfo: UserInfo! network: Network!
  cluster: Cluster! resource: Resource! lifecycle: Lifecycle!
}
type SessionInfo { sessionId: ID! creationId: String name: String sessionType: SessionType! }
type UserInfo { userId: ID accessKey: String domainName: String groupId: ID }
type Network { servicePorts: ServicePorts preopenPorts: [Int!] }
type ServicePorts { entries: [ServicePort!]! }
type ServicePort {
  name: String! protocol: ServicePortProtocol! containerPorts: [Int!]! hostPorts: [Int]!
  isInference: Boolean!
}
type Cluster { clusterRole: String! clusterIdx: Int! localRank: Int! clusterHostname: String! }
type Resource {
  agentId: String resourceGroupName: String containerId: String allocation: Allocation!
  shares: Slots! resourceOpts: Options
}
type Allocation { requested: Slots! used: Slots }
type Slots { entries: [Slot!]! }
type Slot { resourceType: String! quantity: Decimal! }
type Options { entries: [Option!]! }
type Option { name: String! value: String! }
type Lifecycle {
  status: KernelStatus! result: SessionResult! createdAt: DateTime terminatedAt: DateTime
  startsAt: DateTime
}
"""

NODE = """
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
"""
OPERATION = f"""
query Kernels($first: Int) {{
  kernels(first: $first) {{
    count
    pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
    edges {{
      cursor
      node {{
{NODE}      }}
    }}
  }}
}}
"""
COUNT = 100_000
"""What the connection says that there are in all."""
