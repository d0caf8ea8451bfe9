-- Finds the claims of users. That somebody holds none can be told only while the stock can be relied on.
-- KEYS  stock, claims
-- ARGV  users, 3,000 at most (Lua's stack)
-- Gives the claim of each or nil, or {'!' and what is wrong} (fence.lua).
local head = redis.call('HMGET', KEYS[1], 'granted', 'run')
local wrong = fault(KEYS[2], head[1], head[2])
if wrong then
  return {wrong}
end
return redis.call('HMGET', KEYS[2], unpack(ARGV))
