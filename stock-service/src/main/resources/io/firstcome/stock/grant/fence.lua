-- Stands before every script of the ledger. A Redis that comes back from a restart or a failover may have less than it had. It has another
-- run_id then, so each stock bears the run_id of the server on which it was last known to be whole.

local function serverRun()
  return string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
end

-- Says what is wrong with a stock, given its fields as HMGET tells them; nil when it can be relied on.
local function fault(claims, granted, run)
  if not granted then
    return '!MISSING'
  end
  -- Whether it is there is found in half the time that reading it takes.
  if not run or not string.find(redis.call('INFO', 'server'), 'run_id:' .. run, 1, true) then
    return '!RUN'
  end
  if redis.call('HLEN', claims) ~= tonumber(granted) then
    return '!COUNT'
  end
end

