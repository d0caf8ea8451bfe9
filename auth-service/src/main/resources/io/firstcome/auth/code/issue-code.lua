-- Stores a new code for an address unless it has to wait. The former code, if any, is dead.
-- KEYS: 1 code (hash), 2 cool-down, 3 codes of this hour
-- ARGV: 1 hash of the code, 2 id of this issue, 3 life of the code, 4 cool-down (both in ms), 5 tries, 6 codes per hour
-- Returns {1, 0} stored; {0, ms} the cool-down lasts so long; {-1, ms} the hour's codes are used up, for so long
local cooling = redis.call('PTTL', KEYS[2])
if cooling > 0 then
  return {0, cooling}
end
if tonumber(redis.call('GET', KEYS[3]) or '0') >= tonumber(ARGV[6]) then
  return {-1, redis.call('PTTL', KEYS[3])}
end
if redis.call('INCR', KEYS[3]) == 1 then
  redis.call('PEXPIRE', KEYS[3], 3600000)
end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[4])
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'code', ARGV[1], 'issue', ARGV[2], 'left', ARGV[5])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {1, 0}
