-- Sets the quantity of an event, never below what is granted.
-- KEYS  stock
-- ARGV  quantity, '1' when a missing stock may be opened
-- Gives {'OK', quantity before}, {'GRANTED', how many are} when these are more, or {'MISSING'}.
local head = redis.call('HMGET', KEYS[1], 'quantity', 'granted')
if not head[1] then
  if ARGV[2] ~= '1' then
    return {'MISSING'}
  end
  redis.call('HSET', KEYS[1], 'quantity', ARGV[1], 'granted', 0, 'rank', 0)
  return {'OK', '0'}
end
if tonumber(ARGV[1]) < tonumber(head[2]) then
  return {'GRANTED', head[2]}
end
redis.call('HSET', KEYS[1], 'quantity', ARGV[1])
return {'OK', head[1]}
