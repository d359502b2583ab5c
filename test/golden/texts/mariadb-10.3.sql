-- mariadb 10.3.39
CREATE TABLE `old` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `v` varchar(10) COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  `c` varchar(100) /*!100301 COMPRESSED*/ DEFAULT NULL,
  `t` timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  `i` int(11) INVISIBLE DEFAULT 3,
  `g` int(11) GENERATED ALWAYS AS (`id` + 1) VIRTUAL,
  `s` int(11) GENERATED ALWAYS AS (`id` + 1) STORED,
  `j` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`j`)),
  `n` bigint(20) DEFAULT nextval(`db`.`s 1`),
  PRIMARY KEY (`id`),
  KEY `k` (`v`) USING BTREE COMMENT 'x',
  CONSTRAINT `CONSTRAINT_1` CHECK (`id` > 0)
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci `page_compressed`=1 `encrypted`='yes' WITH SYSTEM VERSIONING
 PARTITION BY RANGE (`id`)
(PARTITION `p0` VALUES LESS THAN (10) ENGINE = InnoDB,
 PARTITION `p1` VALUES LESS THAN MAXVALUE ENGINE = InnoDB);

CREATE TABLE `toku` (
  `a` int(11) DEFAULT NULL,
  KEY `a` (`a`) `clustering`=yes,
  UNIQUE KEY `b` (`a`) CLUSTERING=YES
) ENGINE=TokuDB DEFAULT CHARSET=utf8 `compression`='tokudb_zlib';
