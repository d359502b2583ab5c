CREATE TABLE `source` (
  `id` bigint(20) NOT NULL,
  `a` varchar(30) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `ka` (`a`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
