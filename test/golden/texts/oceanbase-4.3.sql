-- oceanbase 4.3.5.1
CREATE TABLE `orders` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `customer_id` int(11) NOT NULL,
  `code` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT 'it\'s a \"code\"\n',
  `status` enum('new','paid','it\'s') NOT NULL DEFAULT 'new',
  `amount` decimal(12,2) unsigned DEFAULT '0.00',
  `flag` bit(1) DEFAULT b'1',
  `note` text,
  `doc` json DEFAULT NULL,
  `created` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  `seen` timestamp NULL DEFAULT NULL,
  `total` decimal(13,2) GENERATED ALWAYS AS ((`amount` * 2)) VIRTUAL,
  `label` varchar(30) GENERATED ALWAYS AS (concat(`code`,'x')) STORED,
  `z` int(5) unsigned zerofill DEFAULT NULL,
  `u` varchar(36) DEFAULT (uuid()),
  PRIMARY KEY (`id`, `customer_id`) COMMENT 'the key',
  CONSTRAINT `fk_customer` FOREIGN KEY (`customer_id`) REFERENCES `shop`.`customers`(`id`) ON UPDATE RESTRICT ON DELETE CASCADE ,
  UNIQUE KEY `uq_code` (`code`) BLOCK_SIZE 16384 GLOBAL COMMENT 'unique; everywhere' ,
  KEY `ix_status` (`status`, `created`) STORING (`amount`, `note`) BLOCK_SIZE 16384 LOCAL,
  KEY `ix_prefix` (`note`(20)) BLOCK_SIZE 16384 LOCAL /*!80000 INVISIBLE */,
  KEY `ix_global` (`seen`) BLOCK_SIZE 16384 GLOBAL
 partition by range columns(`seen`)
(partition `p0` values less than ('2024-01-01 00:00:00'),
partition `p1` values less than (MAXVALUE)),
  CONSTRAINT `positive` CHECK ((`amount` > 0)),
  CONSTRAINT `later` CHECK ((`total` < 1000))  NOT ENFORCED
) ORGANIZATION INDEX AUTO_INCREMENT = 1 AUTO_INCREMENT_MODE = 'ORDER' AUTO_INCREMENT_CACHE_SIZE = 100 DEFAULT CHARSET = utf8mb4 ROW_FORMAT = DYNAMIC COMPRESSION = 'zstd_1.3.8' REPLICA_NUM = 3 BLOCK_SIZE = 16384 USE_BLOOM_FILTER = FALSE ENABLE_MACRO_BLOCK_BLOOM_FILTER = FALSE TABLET_SIZE = 134217728 PCTFREE = 0 TABLEGROUP = 'tg1' COMMENT = 'orders; with a \'quote\'' DUPLICATE_SCOPE = 'CLUSTER'
 partition by hash(`customer_id`)
(partition `p0`,
partition `p1`,
partition `p2`);

CREATE TABLE `events` (
  `id` bigint(20) NOT NULL,
  `day` date NOT NULL,
  `kind` varchar(20) NOT NULL,
  PRIMARY KEY (`id`, `day`, `kind`)
) ORGANIZATION INDEX DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin ROW_FORMAT = DYNAMIC COMPRESSION = 'lz4_1.0' REPLICA_NUM = 1 BLOCK_SIZE = 16384 USE_BLOOM_FILTER = FALSE ENABLE_MACRO_BLOCK_BLOOM_FILTER = FALSE TABLET_SIZE = 134217728 PCTFREE = 0 TABLE_MODE = 'QUEUING'
 partition by range columns(`day`) subpartition by list columns(`kind`) subpartition template (
subpartition `sa` values in ('a','b'),
subpartition `sx` values in (DEFAULT))
(partition `p2024` values less than ('2025-01-01'),
partition `pmax` values less than (MAXVALUE));

CREATE TABLE `measures` (
  `a` int(11) NOT NULL,
  `b` int(11) NOT NULL,
  KEY `ix_a` (`a`) BLOCK_SIZE 16384 LOCAL WITH COLUMN GROUP(all columns)
) ORGANIZATION HEAP DEFAULT CHARSET = utf8mb4 ROW_FORMAT = COMPRESSED COMPRESSION = 'zlib_1.0' REPLICA_NUM = 1 BLOCK_SIZE = 16384 USE_BLOOM_FILTER = TRUE ENABLE_MACRO_BLOCK_BLOOM_FILTER = TRUE TABLET_SIZE = 134217728 PCTFREE = 10 PARALLEL 4
 partition by range(`a`) subpartition by hash(`b`)
(partition `p0` values less than (10) (
subpartition `p0sp0`,
subpartition `p0sp1`),
partition `p1` values less than (20) (
subpartition `p1sp0`,
subpartition `p1sp1`)) WITH COLUMN GROUP(all columns, each column);

CREATE TABLE `documents` (
  `id` bigint(20) NOT NULL,
  `body` text,
  `title` varchar(200) DEFAULT NULL,
  `tags` ARRAY(VARCHAR(20)) DEFAULT NULL,
  `embedding` VECTOR(128) DEFAULT NULL,
  `meta` json DEFAULT NULL,
  `amount` decimal(10,2) DEFAULT NULL SKIP_INDEX(MIN_MAX, SUM),
  `bits` roaringbitmap DEFAULT NULL,
  PRIMARY KEY (`id`),
  FULLTEXT KEY `ft_body` (`body`, `title`) WITH PARSER ngram PARSER_PROPERTIES=(ngram_token_size=2) BLOCK_SIZE 16384,
  FULLTEXT KEY `ft_title` (`title`) WITH PARSER ik BLOCK_SIZE 16384,
  VECTOR KEY `vx` (`embedding`) WITH (DISTANCE=L2, M=16, EF_CONSTRUCTION=200, LIB=VSAG, TYPE=HNSW, EF_SEARCH=64) BLOCK_SIZE 16384,
  INDEX `mv` ((cast(json_extract(`meta`,_utf8mb4'$.tags') as char(20) array))) BLOCK_SIZE 16384,
  KEY `fx` ((lower(`title`))) BLOCK_SIZE 16384 LOCAL,
  SPATIAL KEY `sp` (`title`) BLOCK_SIZE 16384 LOCAL
) ORGANIZATION INDEX DEFAULT CHARSET = utf8mb4 ROW_FORMAT = DYNAMIC COMPRESSION = 'zstd_1.3.8' REPLICA_NUM = 1 BLOCK_SIZE = 16384 USE_BLOOM_FILTER = FALSE ENABLE_MACRO_BLOCK_BLOOM_FILTER = FALSE TABLET_SIZE = 134217728 PCTFREE = 0 TTL = (`created` + INTERVAL 30 DAY) KV_ATTRIBUTES = '{"Hbase": {"TimeToLive": 3600, "MaxVersions": 3}}' LOB_INROW_THRESHOLD=8192;

CREATE TABLE `splitting` (
  `id` bigint(20) NOT NULL,
  PRIMARY KEY (`id`)
) ORGANIZATION INDEX DEFAULT CHARSET = utf8mb4 ROW_FORMAT = DYNAMIC COMPRESSION = 'zstd_1.3.8' REPLICA_NUM = 1 BLOCK_SIZE = 16384 USE_BLOOM_FILTER = FALSE ENABLE_MACRO_BLOCK_BLOOM_FILTER = FALSE TABLET_SIZE = 134217728 PCTFREE = 0 ENABLE ROW MOVEMENT READ ONLY
 partition by range(`id`) size ('2048MB')
(partition `p0` values less than (MAXVALUE));
