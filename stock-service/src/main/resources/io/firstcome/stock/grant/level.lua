-- Tells the level of an event, as far as Redis knows it.
-- KEYS  stock, claims, unpublished
-- Gives {quantity, granted, unpublished, '' or '!' and what is wrong (fence.lua)}, or nothing when there is no such stock.
local head = redis.call('HMGET', KEYS[1], 'quantity', 'granted', 'run')
local wrong = fault(KEYS[2], head[2], head[3])
if wrong == '!MISSING' then
  return {}
end
return {head[1], head[2], tostring(redis.call('ZCARD', KEYS[3])), wrong or ''}
