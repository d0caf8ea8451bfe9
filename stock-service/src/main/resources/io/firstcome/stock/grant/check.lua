-- Gives {'!' and what is wrong with the stock (fence.lua) or '' when it can be relied on, the run_id of the server}.
-- KEYS  stock, claims
local head = redis.call('HMGET', KEYS[1], 'granted', 'run')
return {fault(KEYS[2], head[1], head[2]) or '', serverRun()}
