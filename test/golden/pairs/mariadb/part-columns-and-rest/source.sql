CREATE TABLE `source` (
  `id` int(11) NOT NULL,
  `d` int(11) NOT NULL,
  `n` varchar(9) DEFAULT NULL,
  PRIMARY KEY (`id`,`d`),
  KEY `kn` (`n`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='x'
 PARTITION BY RANGE (`d`)
(PARTITION `p0` VALUES LESS THAN (10) ENGINE = InnoDB,
 PARTITION `p1` VALUES LESS THAN (20) ENGINE = InnoDB)
