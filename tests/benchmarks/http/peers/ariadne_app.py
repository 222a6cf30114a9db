"""Ariadne over nested mappings; tuned, it parses and validates a text once and has orjson."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
from ariadne import EnumType, QueryType, ScalarType, make_executable_schema
from ariadne.asgi import GraphQL
from ariadne.asgi.handlers import GraphQLHTTPHandler
from graphql import DocumentNode, parse, validate
from starlette.responses import Response
from tests.benchmarks.http.peers.rows import SHOWN, Kernels, Page, global_id, quantity

if TYPE_CHECKING:
    from datetime import datetime

SDL = Path(__file__).with_name("schema.graphql").read_text()


class Handler(GraphQLHTTPHandler):
    """Writes answers with orjson."""

    async def create_json_response(self, request: Any, result: Any, success: bool) -> Response:
        return Response(orjson.dumps(result), media_type="application/json")


def slots(stored: dict[str, str]) -> dict[str, Any]:
    """Quantities by slot."""
    return {
        "entries": [
            {"resourceType": name, "quantity": quantity(value)} for name, value in stored.items()
        ]
    }


def node(row: Any) -> dict[str, Any]:
    """A kernel as mappings with the names of the schema, which default resolvers read."""
    ports, opts = row.service_ports, row.resource_opts
    return {
        "id": global_id(row),
        "startupCommand": row.startup_command,
        "sessionInfo": {
            "sessionId": row.session_id,
            "creationId": row.session_creation_id,
            "name": row.session_name,
            "sessionType": row.session_type,
        },
        "userInfo": {
            "userId": row.user_uuid,
            "accessKey": row.access_key,
            "domainName": row.domain_name,
            "groupId": row.group_id,
        },
        "network": {
            "servicePorts": None if ports is None else {"entries": [port(each) for each in ports]},
            "preopenPorts": row.preopen_ports,
        },
        "cluster": {
            "clusterRole": row.cluster_role,
            "clusterIdx": row.cluster_idx,
            "localRank": row.local_rank,
            "clusterHostname": row.cluster_hostname,
        },
        "resource": {
            "agentId": row.agent,
            "resourceGroupName": row.scaling_group,
            "containerId": row.container_id,
            "allocation": {
                "requested": slots(row.requested_slots),
                "used": slots(row.occupied_slots),
            },
            "shares": slots(row.occupied_shares),
            "resourceOpts": None
            if opts is None
            else {"entries": [{"name": name, "value": value} for name, value in opts.items()]},
        },
        "lifecycle": {
            "status": SHOWN.get(row.status, row.status),
            "result": row.result,
            "createdAt": row.created_at,
            "terminatedAt": row.terminated_at,
            "startsAt": row.starts_at,
        },
    }


def port(stored: dict[str, Any]) -> dict[str, Any]:
    """A service port."""
    return {
        "name": stored["name"],
        "protocol": stored["protocol"],
        "containerPorts": stored["container_ports"],
        "hostPorts": stored["host_ports"],
        "isInference": stored["is_inference"],
    }


def connection(page: Page) -> dict[str, Any]:
    """A page as mappings."""
    return {
        "pageInfo": {"hasNextPage": page.has_next, "hasPreviousPage": False},
        "edges": [{"node": node(row)} for row in page.rows],
    }


def make_app(path: str, *, is_tuned: bool) -> GraphQL:
    """The application over a SQLite file."""
    kernels = Kernels(path)
    query = QueryType()
    documents: dict[str, DocumentNode] = {}

    @query.field("adminKernelsV2")
    async def admin_kernels(_root: Any, _info: Any, first: int) -> dict[str, Any]:
        return connection(await kernels.page(first))

    protocols = ("http", "tcp", "preopen", "internal", "vnc", "rdp")
    schema = make_executable_schema(
        SDL,
        query,
        EnumType("ServicePortProtocol", {each.upper(): each for each in protocols}),
        ScalarType("DateTime", serializer=_utc),
        ScalarType("UUID", serializer=str),
    )

    def parsed(_context: Any, data: Any) -> DocumentNode:
        text = data["query"]
        if text not in documents:
            documents[text] = parse(text)
            assert not validate(schema, documents[text])
        return documents[text]

    if not is_tuned:
        return GraphQL(schema)
    return GraphQL(
        schema,
        http_handler=Handler(),
        query_parser=parsed,
        query_validator=lambda *_arguments, **_options: [],
    )


def _utc(value: datetime) -> str:
    return f"{value.isoformat()}+00:00"
