"""The directives that graphwright itself understands, for projects that do not declare them."""

from __future__ import annotations

from graphql import DefinitionNode, DirectiveDefinitionNode, DocumentNode, Source, parse

RESOLVER = "resolver"
DATA = "data"
SINCE = "since"
AUTH = "auth"

#: All of the vocabulary.
NAMES = frozenset({RESOLVER, DATA, SINCE, AUTH})

#: Directives that only steer the generator and are no part of the public schema.
GENERATOR_ONLY = frozenset({RESOLVER, DATA})

VOCABULARY = Source(
    '''
"""The version of the API in which the element appeared."""
directive @since(version: String!) on
  | SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | INTERFACE | UNION
  | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION

"""Who may ask for the element."""
directive @auth(requires: [String!]!) on OBJECT | INTERFACE | FIELD_DEFINITION

"""The field has a resolver of its own; with `batch: false` it is called once a parent."""
directive @resolver(batch: Boolean = true) on FIELD_DEFINITION

"""The field is read from its parent, whatever its type."""
directive @data on FIELD_DEFINITION
''',
    "<graphwright>",
)


def with_vocabulary(document: DocumentNode) -> DocumentNode:
    """The document, with each directive of the vocabulary that it does not declare itself."""
    declared = {
        node.name.value
        for node in document.definitions
        if isinstance(node, DirectiveDefinitionNode)
    }
    added: tuple[DefinitionNode, ...] = tuple(
        node
        for node in parse(VOCABULARY).definitions
        if isinstance(node, DirectiveDefinitionNode) and node.name.value not in declared
    )
    return DocumentNode(definitions=(*document.definitions, *added))
