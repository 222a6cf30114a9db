"""The resolvers: a module for each file of the schema, a class for each protocol."""
