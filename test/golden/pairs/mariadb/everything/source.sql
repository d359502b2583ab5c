CREATE TABLE `source` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `a` varchar(30) NOT NULL DEFAULT 'x',
  `c` text DEFAULT NULL,
  `d` decimal(9,3) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `ua` (`a`),
  KEY `kd` (`d`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='all'
