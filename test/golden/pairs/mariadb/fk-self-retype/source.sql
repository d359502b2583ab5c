CREATE TABLE `source` (
  `id` bigint(20) NOT NULL,
  `pid` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `kp` (`pid`),
  CONSTRAINT `fk_self` FOREIGN KEY (`pid`) REFERENCES `source` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
