CREATE TABLE `source` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `a` varchar(30) NOT NULL DEFAULT 'x',
  `c` text,
  `d` decimal(9,3) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `ua` (`a`),
  KEY `kd` (`d`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='all'
