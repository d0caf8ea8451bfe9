-- Tells some of the claims of an event, in no particular order.
-- KEYS  stock, claims
-- ARGV  cursor ('0' to begin with), about how many
-- Gives {the next cursor ('0' at the end), user, claim, user, claim, …}, or {'!' and what is wrong} (fence.lua).
local head = redis.call('HMGET', KEYS[1], 'granted', 'run')
local wrong = fault(KEYS[2], head[1], head[2])
if wrong then
  return {wrong}
end
local page = redis.call('HSCAN', KEYS[2], ARGV[1], 'COUNT', ARGV[2])
table.insert(page[2], 1, page[1])
return page[2]
