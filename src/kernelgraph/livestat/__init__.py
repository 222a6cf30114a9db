"""Live statistics of kernels: what they use at the moment, from Prometheus or another source.

A `LiveStatSource` answers for a batch of kernels. `Batcher` stands in front of one: it joins
concurrent requests, keeps answers for a few seconds and shields the server from a dead source.
`LiveStats` is what the API asks: running kernels go to the batcher, others to their stored row.
"""

from __future__ import annotations
