-- oceanbase 4.2.1.8
CREATE TABLE `t` (
  `c1` int(11) NOT NULL,
  `c2` varchar(20) DEFAULT '',
  `c3` int(11) DEFAULT '5',
  PRIMARY KEY (`c1`),
  KEY `k1` (`c2`, `c3`) BLOCK_SIZE 16384 LOCAL
) DEFAULT CHARSET = utf8mb4 ROW_FORMAT = DYNAMIC COMPRESSION = 'zstd_1.3.8' REPLICA_NUM = 1 BLOCK_SIZE = 16384 USE_BLOOM_FILTER = FALSE TABLET_SIZE = 134217728 PCTFREE = 0;

CREATE TABLE `by_key` (
  `a` int(11) NOT NULL,
  `b` char(10) CHARACTER SET gbk COLLATE gbk_bin NOT NULL,
  `t` timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  `y` year(4) DEFAULT NULL,
  PRIMARY KEY (`a`, `b`)
) AUTO_INCREMENT = 12 AUTO_INCREMENT_MODE = 'NOORDER' DEFAULT CHARSET = utf8mb4 ROW_FORMAT = COMPACT COMPRESSION = 'none' REPLICA_NUM = 3 BLOCK_SIZE = 16384 USE_BLOOM_FILTER = FALSE TABLET_SIZE = 134217728 PCTFREE = 0 PRIMARY_ZONE = 'zone1;zone2,zone3' LOCALITY = 'FULL{1}@zone1, FULL{1}@zone2'
 partition by key(`a`, `b`)
(partition `p0`,
partition `p1`);

CREATE TABLE `by_list` (
  `a` int(11) DEFAULT NULL,
  `b` int(11) DEFAULT NULL
) DEFAULT CHARSET = utf8mb4 ROW_FORMAT = DYNAMIC COMPRESSION = 'zstd_1.3.8' REPLICA_NUM = 1 BLOCK_SIZE = 16384 USE_BLOOM_FILTER = FALSE TABLET_SIZE = 134217728 PCTFREE = 0 STORAGE_FORMAT_VERSION = 4
 partition by list(`a`) subpartition by range(`b`)
(partition `p0` values in (1,2,NULL) (
subpartition `p0a` values less than (10),
subpartition `p0b` values less than (MAXVALUE)),
partition `p1` values in (DEFAULT) (
subpartition `p1a` values less than (MAXVALUE)));
