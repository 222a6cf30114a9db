"""The table of all rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.lint.rules.allow_reason import ALLOW_REASON
from graphwright.lint.rules.allow_unused import ALLOW_UNUSED
from graphwright.lint.rules.argument_description import ARGUMENT_DESCRIPTION
from graphwright.lint.rules.argument_name import ARGUMENT_NAME
from graphwright.lint.rules.boolean_argument import BOOLEAN_ARGUMENT
from graphwright.lint.rules.connection_arguments import CONNECTION_ARGUMENTS
from graphwright.lint.rules.connection_name import CONNECTION_NAME
from graphwright.lint.rules.connection_shape import CONNECTION_SHAPE
from graphwright.lint.rules.deprecated_use import DEPRECATED_USE
from graphwright.lint.rules.deprecation_reason import DEPRECATION_REASON
from graphwright.lint.rules.deprecation_sentence import DEPRECATION_SENTENCE
from graphwright.lint.rules.deprecation_version import DEPRECATION_VERSION
from graphwright.lint.rules.description_sentence import DESCRIPTION_SENTENCE
from graphwright.lint.rules.description_spacing import DESCRIPTION_SPACING
from graphwright.lint.rules.directive_description import DIRECTIVE_DESCRIPTION
from graphwright.lint.rules.directive_name import DIRECTIVE_NAME
from graphwright.lint.rules.edge_shape import EDGE_SHAPE
from graphwright.lint.rules.enum_value_description import ENUM_VALUE_DESCRIPTION
from graphwright.lint.rules.enum_value_name import ENUM_VALUE_NAME
from graphwright.lint.rules.field_description import FIELD_DESCRIPTION
from graphwright.lint.rules.field_name import FIELD_NAME
from graphwright.lint.rules.filter_leaf import FILTER_LEAF
from graphwright.lint.rules.input_field_description import INPUT_FIELD_DESCRIPTION
from graphwright.lint.rules.input_field_name import INPUT_FIELD_NAME
from graphwright.lint.rules.input_type_name import INPUT_TYPE_NAME
from graphwright.lint.rules.node_id import NODE_ID
from graphwright.lint.rules.node_root_field import NODE_ROOT_FIELD
from graphwright.lint.rules.operation_case import OPERATION_CASE
from graphwright.lint.rules.operation_name import OPERATION_NAME
from graphwright.lint.rules.page_info_shape import PAGE_INFO_SHAPE
from graphwright.lint.rules.query_field_verb import QUERY_FIELD_VERB
from graphwright.lint.rules.redundant_type_name import REDUNDANT_TYPE_NAME
from graphwright.lint.rules.root_nullability import ROOT_NULLABILITY
from graphwright.lint.rules.type_description import TYPE_DESCRIPTION
from graphwright.lint.rules.type_name import TYPE_NAME
from graphwright.lint.rules.unbounded_list import UNBOUNDED_LIST
from graphwright.lint.rules.unused_directive import UNUSED_DIRECTIVE
from graphwright.lint.rules.unused_fragment import UNUSED_FRAGMENT
from graphwright.lint.rules.unused_input import UNUSED_INPUT
from graphwright.lint.rules.unused_type import UNUSED_TYPE

if TYPE_CHECKING:
    from graphwright.lint.rule import Rule

RULES: tuple[Rule, ...] = (
    TYPE_DESCRIPTION,
    FIELD_DESCRIPTION,
    ARGUMENT_DESCRIPTION,
    INPUT_FIELD_DESCRIPTION,
    ENUM_VALUE_DESCRIPTION,
    DIRECTIVE_DESCRIPTION,
    DESCRIPTION_SENTENCE,
    DESCRIPTION_SPACING,
    TYPE_NAME,
    FIELD_NAME,
    ARGUMENT_NAME,
    INPUT_FIELD_NAME,
    ENUM_VALUE_NAME,
    DIRECTIVE_NAME,
    INPUT_TYPE_NAME,
    REDUNDANT_TYPE_NAME,
    QUERY_FIELD_VERB,
    CONNECTION_NAME,
    CONNECTION_SHAPE,
    EDGE_SHAPE,
    PAGE_INFO_SHAPE,
    CONNECTION_ARGUMENTS,
    NODE_ID,
    NODE_ROOT_FIELD,
    UNBOUNDED_LIST,
    DEPRECATION_REASON,
    DEPRECATION_SENTENCE,
    DEPRECATION_VERSION,
    UNUSED_TYPE,
    UNUSED_INPUT,
    UNUSED_DIRECTIVE,
    UNUSED_FRAGMENT,
    BOOLEAN_ARGUMENT,
    ROOT_NULLABILITY,
    FILTER_LEAF,
    OPERATION_NAME,
    OPERATION_CASE,
    DEPRECATED_USE,
    ALLOW_REASON,
    ALLOW_UNUSED,
)
