CREATE TABLE `shadow` (
  `id` int(11) NOT NULL,
  `v` varchar(100) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `kv` (`v`(20))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
