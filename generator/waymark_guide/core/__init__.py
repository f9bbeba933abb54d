"""What knows nothing of content: files and their digests, the cache, the lock, parallel work, the clock and errors."""
