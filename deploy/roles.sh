#!/bin/sh
# Make the two roles and the database: the owner migrates, the application owns nothing.
set -eu
psql --username postgres --set owner_password="$BRO_OWNER_PASSWORD" --set app_password="$BRO_APP_PASSWORD" <<'SQL'
CREATE ROLE bro_owner LOGIN PASSWORD :'owner_password' NOSUPERUSER NOBYPASSRLS;
CREATE ROLE bro_app LOGIN PASSWORD :'app_password' NOSUPERUSER NOBYPASSRLS;
CREATE DATABASE bro OWNER bro_owner;
SQL
