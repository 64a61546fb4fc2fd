CREATE DATABASE identity;
CREATE DATABASE health_status;
CREATE DATABASE access_log;
CREATE DATABASE administration;
