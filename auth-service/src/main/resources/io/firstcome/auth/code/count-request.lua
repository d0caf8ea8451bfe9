-- Counts a request in a window that begins with the first.
-- KEYS: 1 counter. ARGV: 1 limit, 2 length of the window in ms
-- Returns {1, 0} within the limit; {0, ms} beyond it, until the window ends
local count = redis.call('INCR', KEYS[1])
if count == 1 then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
if count > tonumber(ARGV[1]) then
  return {0, redis.call('PTTL', KEYS[1])}
end
return {1, 0}
