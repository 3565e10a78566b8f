// The documents of the engine's interface, as far as the pages read them.

export interface Tag {
  rank: number;
  tag: string;
  key: string;
  count: number;
  added_1m?: number;
  rank_1m?: number | null;
}

export interface Top {
  list: "all";
  exact: boolean;
  as_of: string;
  tweets: number;
  tags: Tag[];
}

/** Of the last minutes or hours. */
export interface Window {
  list: "window";
  window: string;
  exact: boolean;
  max_error: number | null;
  as_of: string;
  from: string;
  to: string;
  tweets: number;
  tags: Tag[];
}

export interface TrendingTag extends Tag {
  score: number;
  expected: number;
  since: string;
}

export interface Trending {
  list: "trending";
  exact: boolean;
  as_of: string;
  to: string;
  tweets: number;
  tags: TrendingTag[];
}

export interface Sentiment {
  positive: number;
  negative: number;
  neutral: number;
  none: number;
}

export interface Point {
  time: string;
  tweets: number;
  positive: number;
  negative: number;
  neutral: number;
}

export interface History {
  step: string;
  points: Point[];
}

export interface TagHistory {
  tag: string;
  key: string;
  since: string;
  step: string;
  points: { time: string; count: number; added: number }[];
}

export interface Words {
  window: string;
  exact: boolean;
  words: { word: string; count: number }[];
}

export interface Tweet {
  id: string | null;
  author: string | null;
  created_at: string | null;
  text: string;
  lang: string | null;
  sentiment: string;
}

export interface Tweets {
  tweets: Tweet[];
}

export interface Tally {
  records: number;
  counted: number;
  filtered: number;
  skipped: number;
  malformed: number;
  duplicate: number;
}

export interface Partition {
  topic: string;
  partition: number;
  applied: number;
  durable: number;
  end: number | null;
  lag: number | null;
  unit: "records" | "bytes";
  owner: string | null;
  error?: string | null;
  origin?: number;
  holes?: number;
  owned?: boolean;
  tally: Tally;
  gaps: { from: number; to: number }[];
}

export interface Pool {
  pool_size: number;
  queued: number;
  processed: number;
  busy: number;
  restarts: number;
}

export interface Status {
  version: string;
  uptime_s: number;
  state: "starting" | "running" | "degraded" | "draining";
  reasons: string[];
  source: { kind: string; connected: boolean; error?: string };
  store: {
    kind: string;
    reachable: boolean;
    latency_ms: number | null;
    pending?: number;
    error?: string;
  };
  rates: { records_per_s: number; tweets_per_s: number };
  tally: Tally;
  partitions: Partition[];
  actors: Record<string, Pool>;
  edges?: Edge[];
}

export interface Edge {
  from: string;
  to: string;
  records_per_s: number;
  queued: number | null;
  queued_unit: string;
  credit: number | null;
  credit_max: number | null;
}

export interface Events {
  events: { time: string; kind: string; text: string }[];
}

export type Setting = string | number | boolean | null | Setting[] | { [key: string]: Setting };

export interface Config {
  build: {
    version: string;
    compiler: string;
    type: string;
    libraries?: Record<string, string>;
  };
  config: { [key: string]: Setting };
}
