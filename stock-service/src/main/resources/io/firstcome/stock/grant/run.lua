-- Gives {the run_id of the server}.
return {serverRun()}
