"""steady-nano: the small Qwen3-VL checkpoint of this project, from prompt to export."""
