"""The table of all rules, in the order in which reports list changes of one level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.rules.argument_became_non_null import ARGUMENT_BECAME_NON_NULL
from graphwright.diff.rules.argument_became_nullable import ARGUMENT_BECAME_NULLABLE
from graphwright.diff.rules.argument_became_optional import ARGUMENT_BECAME_OPTIONAL
from graphwright.diff.rules.argument_became_required import ARGUMENT_BECAME_REQUIRED
from graphwright.diff.rules.argument_default_added import ARGUMENT_DEFAULT_ADDED
from graphwright.diff.rules.argument_default_changed import ARGUMENT_DEFAULT_CHANGED
from graphwright.diff.rules.argument_default_removed import ARGUMENT_DEFAULT_REMOVED
from graphwright.diff.rules.argument_lists_changed import ARGUMENT_LISTS_CHANGED
from graphwright.diff.rules.argument_removed import ARGUMENT_REMOVED
from graphwright.diff.rules.argument_type_changed import ARGUMENT_TYPE_CHANGED
from graphwright.diff.rules.auth_added import AUTH_ADDED
from graphwright.diff.rules.auth_changed import AUTH_CHANGED
from graphwright.diff.rules.auth_removed import AUTH_REMOVED
from graphwright.diff.rules.deprecation_added import DEPRECATION_ADDED
from graphwright.diff.rules.deprecation_reason_changed import DEPRECATION_REASON_CHANGED
from graphwright.diff.rules.deprecation_removed import DEPRECATION_REMOVED
from graphwright.diff.rules.description_added import DESCRIPTION_ADDED
from graphwright.diff.rules.description_changed import DESCRIPTION_CHANGED
from graphwright.diff.rules.description_removed import DESCRIPTION_REMOVED
from graphwright.diff.rules.directive_added import DIRECTIVE_ADDED
from graphwright.diff.rules.directive_argument_became_non_null import (
    DIRECTIVE_ARGUMENT_BECAME_NON_NULL,
)
from graphwright.diff.rules.directive_argument_became_nullable import (
    DIRECTIVE_ARGUMENT_BECAME_NULLABLE,
)
from graphwright.diff.rules.directive_argument_became_optional import (
    DIRECTIVE_ARGUMENT_BECAME_OPTIONAL,
)
from graphwright.diff.rules.directive_argument_became_required import (
    DIRECTIVE_ARGUMENT_BECAME_REQUIRED,
)
from graphwright.diff.rules.directive_argument_default_added import DIRECTIVE_ARGUMENT_DEFAULT_ADDED
from graphwright.diff.rules.directive_argument_default_changed import (
    DIRECTIVE_ARGUMENT_DEFAULT_CHANGED,
)
from graphwright.diff.rules.directive_argument_default_removed import (
    DIRECTIVE_ARGUMENT_DEFAULT_REMOVED,
)
from graphwright.diff.rules.directive_argument_lists_changed import DIRECTIVE_ARGUMENT_LISTS_CHANGED
from graphwright.diff.rules.directive_argument_removed import DIRECTIVE_ARGUMENT_REMOVED
from graphwright.diff.rules.directive_argument_type_changed import DIRECTIVE_ARGUMENT_TYPE_CHANGED
from graphwright.diff.rules.directive_location_added import DIRECTIVE_LOCATION_ADDED
from graphwright.diff.rules.directive_location_removed import DIRECTIVE_LOCATION_REMOVED
from graphwright.diff.rules.directive_removed import DIRECTIVE_REMOVED
from graphwright.diff.rules.directive_repeatable_added import DIRECTIVE_REPEATABLE_ADDED
from graphwright.diff.rules.directive_repeatable_removed import DIRECTIVE_REPEATABLE_REMOVED
from graphwright.diff.rules.directive_usage_added import DIRECTIVE_USAGE_ADDED
from graphwright.diff.rules.directive_usage_changed import DIRECTIVE_USAGE_CHANGED
from graphwright.diff.rules.directive_usage_removed import DIRECTIVE_USAGE_REMOVED
from graphwright.diff.rules.enum_value_added import ENUM_VALUE_ADDED
from graphwright.diff.rules.enum_value_removed import ENUM_VALUE_REMOVED
from graphwright.diff.rules.field_added import FIELD_ADDED
from graphwright.diff.rules.field_became_non_null import FIELD_BECAME_NON_NULL
from graphwright.diff.rules.field_became_nullable import FIELD_BECAME_NULLABLE
from graphwright.diff.rules.field_lists_changed import FIELD_LISTS_CHANGED
from graphwright.diff.rules.field_removed import FIELD_REMOVED
from graphwright.diff.rules.field_type_changed import FIELD_TYPE_CHANGED
from graphwright.diff.rules.input_field_became_non_null import INPUT_FIELD_BECAME_NON_NULL
from graphwright.diff.rules.input_field_became_nullable import INPUT_FIELD_BECAME_NULLABLE
from graphwright.diff.rules.input_field_became_optional import INPUT_FIELD_BECAME_OPTIONAL
from graphwright.diff.rules.input_field_became_required import INPUT_FIELD_BECAME_REQUIRED
from graphwright.diff.rules.input_field_default_added import INPUT_FIELD_DEFAULT_ADDED
from graphwright.diff.rules.input_field_default_changed import INPUT_FIELD_DEFAULT_CHANGED
from graphwright.diff.rules.input_field_default_removed import INPUT_FIELD_DEFAULT_REMOVED
from graphwright.diff.rules.input_field_lists_changed import INPUT_FIELD_LISTS_CHANGED
from graphwright.diff.rules.input_field_removed import INPUT_FIELD_REMOVED
from graphwright.diff.rules.input_field_type_changed import INPUT_FIELD_TYPE_CHANGED
from graphwright.diff.rules.interface_added import INTERFACE_ADDED
from graphwright.diff.rules.interface_removed import INTERFACE_REMOVED
from graphwright.diff.rules.one_of_added import ONE_OF_ADDED
from graphwright.diff.rules.one_of_removed import ONE_OF_REMOVED
from graphwright.diff.rules.optional_argument_added import OPTIONAL_ARGUMENT_ADDED
from graphwright.diff.rules.optional_directive_argument_added import (
    OPTIONAL_DIRECTIVE_ARGUMENT_ADDED,
)
from graphwright.diff.rules.optional_input_field_added import OPTIONAL_INPUT_FIELD_ADDED
from graphwright.diff.rules.required_argument_added import REQUIRED_ARGUMENT_ADDED
from graphwright.diff.rules.required_directive_argument_added import (
    REQUIRED_DIRECTIVE_ARGUMENT_ADDED,
)
from graphwright.diff.rules.required_input_field_added import REQUIRED_INPUT_FIELD_ADDED
from graphwright.diff.rules.root_type_added import ROOT_TYPE_ADDED
from graphwright.diff.rules.root_type_changed import ROOT_TYPE_CHANGED
from graphwright.diff.rules.root_type_removed import ROOT_TYPE_REMOVED
from graphwright.diff.rules.since_added import SINCE_ADDED
from graphwright.diff.rules.since_changed import SINCE_CHANGED
from graphwright.diff.rules.since_removed import SINCE_REMOVED
from graphwright.diff.rules.specified_by_added import SPECIFIED_BY_ADDED
from graphwright.diff.rules.specified_by_changed import SPECIFIED_BY_CHANGED
from graphwright.diff.rules.specified_by_removed import SPECIFIED_BY_REMOVED
from graphwright.diff.rules.standard_scalar_added import STANDARD_SCALAR_ADDED
from graphwright.diff.rules.standard_scalar_removed import STANDARD_SCALAR_REMOVED
from graphwright.diff.rules.type_added import TYPE_ADDED
from graphwright.diff.rules.type_kind_changed import TYPE_KIND_CHANGED
from graphwright.diff.rules.type_removed import TYPE_REMOVED
from graphwright.diff.rules.union_member_added import UNION_MEMBER_ADDED
from graphwright.diff.rules.union_member_removed import UNION_MEMBER_REMOVED

if TYPE_CHECKING:
    from graphwright.diff.rule import Rule

RULES: tuple[Rule, ...] = (
    ROOT_TYPE_ADDED,
    ROOT_TYPE_CHANGED,
    ROOT_TYPE_REMOVED,
    DESCRIPTION_ADDED,
    DESCRIPTION_REMOVED,
    DESCRIPTION_CHANGED,
    TYPE_ADDED,
    TYPE_REMOVED,
    TYPE_KIND_CHANGED,
    STANDARD_SCALAR_ADDED,
    STANDARD_SCALAR_REMOVED,
    FIELD_ADDED,
    FIELD_REMOVED,
    FIELD_TYPE_CHANGED,
    FIELD_LISTS_CHANGED,
    FIELD_BECAME_NULLABLE,
    FIELD_BECAME_NON_NULL,
    OPTIONAL_ARGUMENT_ADDED,
    REQUIRED_ARGUMENT_ADDED,
    ARGUMENT_REMOVED,
    ARGUMENT_TYPE_CHANGED,
    ARGUMENT_LISTS_CHANGED,
    ARGUMENT_BECAME_REQUIRED,
    ARGUMENT_BECAME_OPTIONAL,
    ARGUMENT_BECAME_NON_NULL,
    ARGUMENT_BECAME_NULLABLE,
    ARGUMENT_DEFAULT_ADDED,
    ARGUMENT_DEFAULT_REMOVED,
    ARGUMENT_DEFAULT_CHANGED,
    OPTIONAL_INPUT_FIELD_ADDED,
    REQUIRED_INPUT_FIELD_ADDED,
    INPUT_FIELD_REMOVED,
    INPUT_FIELD_TYPE_CHANGED,
    INPUT_FIELD_LISTS_CHANGED,
    INPUT_FIELD_BECAME_REQUIRED,
    INPUT_FIELD_BECAME_OPTIONAL,
    INPUT_FIELD_BECAME_NON_NULL,
    INPUT_FIELD_BECAME_NULLABLE,
    INPUT_FIELD_DEFAULT_ADDED,
    INPUT_FIELD_DEFAULT_REMOVED,
    INPUT_FIELD_DEFAULT_CHANGED,
    OPTIONAL_DIRECTIVE_ARGUMENT_ADDED,
    REQUIRED_DIRECTIVE_ARGUMENT_ADDED,
    DIRECTIVE_ARGUMENT_REMOVED,
    DIRECTIVE_ARGUMENT_TYPE_CHANGED,
    DIRECTIVE_ARGUMENT_LISTS_CHANGED,
    DIRECTIVE_ARGUMENT_BECAME_REQUIRED,
    DIRECTIVE_ARGUMENT_BECAME_OPTIONAL,
    DIRECTIVE_ARGUMENT_BECAME_NON_NULL,
    DIRECTIVE_ARGUMENT_BECAME_NULLABLE,
    DIRECTIVE_ARGUMENT_DEFAULT_ADDED,
    DIRECTIVE_ARGUMENT_DEFAULT_REMOVED,
    DIRECTIVE_ARGUMENT_DEFAULT_CHANGED,
    ONE_OF_ADDED,
    ONE_OF_REMOVED,
    ENUM_VALUE_ADDED,
    ENUM_VALUE_REMOVED,
    UNION_MEMBER_ADDED,
    UNION_MEMBER_REMOVED,
    INTERFACE_ADDED,
    INTERFACE_REMOVED,
    SPECIFIED_BY_ADDED,
    SPECIFIED_BY_REMOVED,
    SPECIFIED_BY_CHANGED,
    DIRECTIVE_ADDED,
    DIRECTIVE_REMOVED,
    DIRECTIVE_LOCATION_ADDED,
    DIRECTIVE_LOCATION_REMOVED,
    DIRECTIVE_REPEATABLE_ADDED,
    DIRECTIVE_REPEATABLE_REMOVED,
    DEPRECATION_ADDED,
    DEPRECATION_REMOVED,
    DEPRECATION_REASON_CHANGED,
    SINCE_ADDED,
    SINCE_REMOVED,
    SINCE_CHANGED,
    AUTH_ADDED,
    AUTH_REMOVED,
    AUTH_CHANGED,
    DIRECTIVE_USAGE_ADDED,
    DIRECTIVE_USAGE_REMOVED,
    DIRECTIVE_USAGE_CHANGED,
)
