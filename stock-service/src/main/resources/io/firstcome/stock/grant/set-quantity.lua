-- Sets the quantity of an event, never below what is granted.
-- KEYS  stock, claims
-- ARGV  quantity, '1' when a missing stock may be opened
-- Gives {'OK', quantity before}, {'GRANTED', how many are} when these are more, or {'!' and what is wrong} (fence.lua).
local head = redis.call('HMGET', KEYS[1], 'quantity', 'granted', 'run')
local wrong = fault(KEYS[2], head[2], head[3])
if wrong == '!MISSING' and ARGV[2] == '1' then
  redis.call('HSET', KEYS[1], 'quantity', ARGV[1], 'granted', 0, 'rank', 0, 'run', serverRun())
  return {'OK', '0'}
end
if wrong then
  return {wrong}
end
if tonumber(ARGV[1]) < tonumber(head[2]) then
  return {'GRANTED', head[2]}
end
redis.call('HSET', KEYS[1], 'quantity', ARGV[1])
return {'OK', head[1]}
