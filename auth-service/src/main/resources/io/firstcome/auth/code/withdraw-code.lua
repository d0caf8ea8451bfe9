-- Takes back an issue whose mail could not be sent, so that the user may ask again at once. A later issue stays, and one
-- that never came here is not taken off the hour's.
-- KEYS: as in issue-code.lua. ARGV: 1 id of the issue
if redis.call('GET', KEYS[2]) == ARGV[1] then
  redis.call('DEL', KEYS[2])
  if redis.call('EXISTS', KEYS[3]) == 1 then
    redis.call('DECR', KEYS[3])
  end
end
if redis.call('HGET', KEYS[1], 'issue') == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
return {1}
