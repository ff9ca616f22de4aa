"""Stand-in: cryptography has no wheel for WebAssembly, and MLflow's SQL store imports Fernet to encrypt webhook secrets."""
