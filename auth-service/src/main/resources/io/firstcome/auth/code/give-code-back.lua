-- Makes a code that was used up usable again, because what it was to open could not be opened. A later issue stays.
-- KEYS: 1 code. ARGV: 1 hash of the code, 2 ms left, 3 tries left
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], 'code', ARGV[1], 'issue', '', 'left', ARGV[3])
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return {1}
