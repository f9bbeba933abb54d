"""What knows nothing of content: fingerprints, the cache, the lock, parallel work and files."""
