-- Lets go of a lock, if it is still the caller's own.
-- KEYS  lock
-- ARGV  token
-- Gives {1} when it was, {0} when its lease had ended.
if redis.call('GET', KEYS[1]) == ARGV[1] then
  return {redis.call('DEL', KEYS[1])}
end
return {0}
