/** The sample tables of a second database, so that it is told from the first at a glance. */
import type { SampleTable } from './sample-table.js';

const DAILY_WEATHER: SampleTable = {
  definition: `CREATE TABLE daily_weather (
    location TEXT ENCODING DICT(8),
    observed_on DATE ENCODING DAYS(16),
    precipitation FLOAT,
    temp_max FLOAT,
    temp_min FLOAT,
    wind FLOAT,
    weather TEXT ENCODING DICT(8)
  )`,
  rows: file =>
    `SELECT location, date::DATE, precipitation::FLOAT, temp_max::FLOAT, temp_min::FLOAT,
            wind::FLOAT, weather
     FROM read_csv(${file('weather.csv')})`
};

const WIND_VECTORS: SampleTable = {
  definition: `CREATE TABLE wind_vectors (
    longitude FLOAT,
    latitude FLOAT,
    direction SMALLINT,
    speed FLOAT
  )`,
  rows: file =>
    `SELECT longitude::FLOAT, latitude::FLOAT, dir::SMALLINT, speed::FLOAT
     FROM read_csv(${file('windvectors.csv')})`
};

export const WEATHER_TABLES: readonly SampleTable[] = [
  DAILY_WEATHER,
  WIND_VECTORS
];
