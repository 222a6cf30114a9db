"""A GraphQL server."""
